"""The facts of what leaves the modules as a file: `files` for the curriculum's own, `printed` for what is printed."""
