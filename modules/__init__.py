"""What is taught: the pages and blocks of the modules, and the national material."""
