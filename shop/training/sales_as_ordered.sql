-- The region of a sale as it was when ordered, beside the one that the customer is in now. Who ordered before anything was
-- known of him, as on the day on which he came (a day without a time begins at midnight), is where he was first.
WITH first_known AS (
  SELECT customerNumber, country FROM customers_versions
  QUALIFY row_number() OVER (PARTITION BY customerNumber ORDER BY valid_from, valid_to NULLS LAST) = 1
), sales AS (
  SELECT
    d.orderNumber, d.productCode, o.orderDate, o.customerNumber, d.quantityOrdered,
    d.quantityOrdered * d.priceEach AS revenue,
    trim(CASE WHEN t.customerNumber IS NULL THEN f.country ELSE t.country END) AS countryWhenOrdered
  FROM orderdetails d
  JOIN orders o USING (orderNumber)
  ASOF LEFT JOIN customers_versions t
    ON t.customerNumber = o.customerNumber AND o.orderDate >= t.valid_from
  LEFT JOIN first_known f ON f.customerNumber = o.customerNumber
  WHERE o.status <> 'Cancelled'
)
SELECT
  s.*, coalesce(rt.region, '(none)') AS regionWhenOrdered, coalesce(rn.region, '(none)') AS regionNow
FROM sales s
LEFT JOIN customers n ON n.customerNumber = s.customerNumber
LEFT JOIN regions rt ON rt.country = s.countryWhenOrdered
LEFT JOIN regions rn ON rn.country = trim(n.country)
