"""What the template workbook is made of, and the built files: data, no code."""
