"""
Excel on Mac, on the web and on Windows, through an Office add-in of static files.

A cell calls a function of `static/functions.js`; a worker (`static/worker.js`) runs
the Python core in Pyodide, inside the browser, where `calls` answers. `web_folder`
writes the folder that a company puts on its web server; nothing computes there.
"""
