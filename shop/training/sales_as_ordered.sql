-- The region of a sale as it was when ordered, beside the one that the customer is in now.
WITH lasting AS (
  -- Of versions of one and the same moment, as one transaction can leave them, the last.
  SELECT customerNumber, country, valid_from
  FROM customers_versions
  WHERE valid_to IS NULL OR valid_to > valid_from
), located AS (
  -- An order can be dated before its customer is known: on the day, without a time, or in the same transaction.
  -- So the earliest version counts from the beginning of time.
  SELECT customerNumber, country,
    CASE row_number() OVER (PARTITION BY customerNumber ORDER BY valid_from)
      WHEN 1 THEN TIMESTAMPTZ '-infinity' ELSE valid_from END AS since
  FROM lasting
)
SELECT
  d.orderNumber, d.productCode, o.orderDate, o.customerNumber, d.quantityOrdered,
  d.quantityOrdered * d.priceEach AS revenue,
  trim(t.country) AS countryWhenOrdered, coalesce(rt.region, '(none)') AS regionWhenOrdered,
  coalesce(rn.region, '(none)') AS regionNow
FROM orderdetails d
JOIN orders o USING (orderNumber)
ASOF LEFT JOIN located t
  ON t.customerNumber = o.customerNumber AND o.orderDate >= t.since
LEFT JOIN customers n ON n.customerNumber = o.customerNumber
LEFT JOIN regions rt ON rt.country = trim(t.country)
LEFT JOIN regions rn ON rn.country = trim(n.country)
WHERE o.status <> 'Cancelled'
