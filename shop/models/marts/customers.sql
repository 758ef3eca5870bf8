SELECT customer_number, country
FROM stg_customers;
