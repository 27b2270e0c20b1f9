"""Commands that fetch and maintain data; every module of this folder is one command of `hytetaulu`.

The name of the module is that of the command, with underscores for hyphens (`import_table.py` is `import-table`), and it holds
`command: click.Command`. Its function is given the clock (`@click.pass_obj`) where it needs one, prints what was asked for on
standard output and says the rest on standard error; it returns an `ExitStatus`, or nothing where all went well. Errors that a
person can read are left to `dashboard.commands.main`, which says them. What is computed is in other packages; what several
commands share, in `data_sources.terminal`.
"""
