"""
What a book says about a month: one model, and a renderer per form.

`collect.report_of` makes the `Report`; `forms.FORMS` lists what can be made of it. A
new form is one module with a function from a `Story` to bytes, and its row there.
"""
