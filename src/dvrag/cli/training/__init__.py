"""What `dvrag train` reads from the command line and prints."""
