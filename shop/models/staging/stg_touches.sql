-- When a customer came by a campaign: told with their number, or on a browser that is theirs. What a browser did is remembered
-- for a day longer than it counts for.
SELECT customer_number, event_time, campaign
FROM stg_clicks
WHERE campaign IS NOT NULL AND customer_number IS NOT NULL AND place = 0
UNION ALL
SELECT /*+ STATE_TTL('click' = '8d') */
  whose.customer_number, click.event_time, click.campaign
FROM stg_clicks AS click
JOIN stg_browsers AS whose ON whose.anonymous_id = click.anonymous_id
WHERE click.campaign IS NOT NULL AND click.customer_number IS NULL AND click.place = 0;
