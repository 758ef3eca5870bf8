-- Country names come with trailing blanks ("Norway  ").
SELECT
  customerNumber AS customer_number,
  TRIM(country) AS country
FROM customers;
