SELECT anonymous_id, customer_number
FROM stg_browsers;
