"""One file per command or group of commands. Each function returns the exit code."""
