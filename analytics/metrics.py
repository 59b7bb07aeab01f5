"""Each number of a day as one SQL expression. Adding a number is adding an entry (and its column).

Parameters: %(business)s, %(from)s and %(to)s (the local day's first moment and the next day's), %(day)s.
An expression answers NULL where there is no data, which is not zero. A customer is who stands in the book: not the
party that holds the walk-ins' bills, nor one that turned out to be another.
"""

CUSTOMER = "gone_at IS NULL AND NOT is_walk_in"

METRICS = {
    "new_customers_count": f"""
        SELECT count(*) FROM customers_party
        WHERE business_id = %(business)s AND {CUSTOMER} AND created_at >= %(from)s AND created_at < %(to)s""",
    "verified_customers_count": f"""
        SELECT count(*) FROM customers_party
        WHERE business_id = %(business)s AND {CUSTOMER}
        AND phone_verified_at >= %(from)s AND phone_verified_at < %(to)s""",
    "active_customers_count": f"""
        SELECT count(*) FROM customers_party
        WHERE business_id = %(business)s AND {CUSTOMER}
        AND portal_active_at >= %(from)s - interval '6 days' AND portal_active_at < %(to)s""",
    "invoices_sent_count": """
        SELECT count(*) FROM invoicing_invoice
        WHERE business_id = %(business)s AND first_sent_at >= %(from)s AND first_sent_at < %(to)s""",
    "notifications_sent_count": """
        SELECT count(*) FROM notifications_notification
        WHERE business_id = %(business)s AND sent_at >= %(from)s AND sent_at < %(to)s""",
    "notification_open_rate": """
        SELECT round(100.0 * count(opened_at) / NULLIF(count(*), 0), 2) FROM notifications_notification
        WHERE business_id = %(business)s AND channel = 'email' AND delivered_at IS NOT NULL
        AND sent_at >= %(from)s AND sent_at < %(to)s""",
    "notification_delivery_rate": """
        SELECT round(100.0 * count(delivered_at) / NULLIF(count(*), 0), 2) FROM notifications_notification
        WHERE business_id = %(business)s AND (delivered_at IS NOT NULL OR state IN ('failed', 'bounced'))
        AND created_at >= %(from)s AND created_at < %(to)s""",
    "payments_received_count": """
        SELECT count(*) FROM invoicing_payment
        WHERE business_id = %(business)s AND received_on = %(day)s""",
    "payments_received_amount": """
        SELECT coalesce(sum(amount), 0) FROM invoicing_payment
        WHERE business_id = %(business)s AND received_on = %(day)s""",
    "portal_logins_count": """
        SELECT count(*) FROM core_event
        WHERE business_id = %(business)s AND name = 'portal.entered' AND at >= %(from)s AND at < %(to)s""",
    "avg_payment_days": """
        SELECT round(sum(a.amount * greatest(p.received_on - i.issued_on, 0)) / NULLIF(sum(a.amount), 0), 2)
        FROM invoicing_allocation a
        JOIN invoicing_payment p ON p.business_id = a.business_id AND p.id = a.payment_id
        JOIN invoicing_invoice i ON i.business_id = a.business_id AND i.id = a.invoice_id
        WHERE a.business_id = %(business)s AND p.received_on = %(day)s""",
    "collection_rate": """
        SELECT round(100.0 * count(*) FILTER (WHERE paid = total AND NOT EXISTS (
            SELECT 1 FROM invoicing_allocation a
            JOIN invoicing_payment p ON p.business_id = a.business_id AND p.id = a.payment_id
            WHERE a.business_id = i.business_id AND a.invoice_id = i.id AND p.received_on > i.issued_on + 30
        )) / NULLIF(count(*), 0), 2)
        FROM invoicing_invoice i
        WHERE business_id = %(business)s AND status <> 'void'
        AND issued_on > %(day)s - 60 AND issued_on <= %(day)s - 30""",
    "portal_access_rate": f"""
        SELECT round(100.0 * count(*) FILTER (WHERE portal_active_at < %(to)s) / NULLIF(count(*), 0), 2)
        FROM customers_party WHERE business_id = %(business)s AND {CUSTOMER} AND created_at < %(to)s""",
    "repeat_customer_rate": """
        SELECT round(100.0 * count(*) FILTER (WHERE n >= 2) / NULLIF(count(*), 0), 2) FROM (
            SELECT count(*) AS n FROM invoicing_invoice
            WHERE business_id = %(business)s AND status <> 'void' AND issued_on <= %(day)s
            AND party_id NOT IN (SELECT id FROM customers_party WHERE business_id = %(business)s AND is_walk_in)
            GROUP BY party_id
        ) AS invoices_of""",
}
