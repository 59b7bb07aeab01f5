"""The product on one page: a fact, and the tasks that hear it."""

LISTENERS = {
    "business.opened": ("invoicing.add_standard_template",),
    "member.invited": ("notifications.tell",),
    "account.asked": ("notifications.tell",),
    "party.added": ("notifications.tell",),
    "import.brought": ("customers.examine_import",),
    "import.mapped": ("customers.examine_import",),
    "import.accepted": ("customers.apply_import",),
    "import.revoked": ("customers.undo_import",),
    "draft.asked": ("invoicing.write_draft",),
    "invoice.issued": ("invoicing.render_document", "invoicing.learn_items", "notifications.send_issued"),
    "invoice.to_send": ("notifications.send_issued",),
    "batch.begun": ("invoicing.begin_batch",),
    "quote.given": ("invoicing.render_document",),
    "credit.issued": ("invoicing.render_document",),
    "payment.recorded": ("notifications.tell", "invoicing.render_document"),
    "message.failed": ("notifications.fall_back",),
}
