"""Between a service's refusal and the form on the page."""


def refused(form, error):
    """Show a DomainError in the form: by field where the form has it, else at the top. Nothing typed is lost."""
    known = {field: text for field, text in error.fields.items() if field in form.fields}
    for field, text in known.items():
        form.add_error(field, text)
    if not known:
        form.add_error(None, error.message)
