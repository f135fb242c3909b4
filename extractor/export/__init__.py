"""Results in the forms people take away: whole files, workbooks, searchable PDFs, drawn pages."""
