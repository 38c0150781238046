"""What `dvrag lessons` reads from the command line and prints."""
