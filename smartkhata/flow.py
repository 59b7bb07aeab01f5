"""The product on one page: a fact, and the tasks that hear it."""

LISTENERS = {
    "business.opened": ("invoicing.add_standard_template",),
    "member.invited": ("notifications.tell",),
    "account.asked": ("notifications.tell",),
    "party.added": ("notifications.tell",),
    "draft.asked": ("invoicing.write_draft",),
    "invoice.issued": ("invoicing.render_document", "invoicing.learn_items"),
    "batch.begun": ("invoicing.begin_batch",),
    "credit.issued": ("invoicing.render_document",),
    "payment.recorded": ("notifications.tell", "invoicing.render_document"),
    "message.failed": ("notifications.fall_back",),
}
