-- The region of a sale as it was when ordered, beside the one that the customer is in now.
SELECT
  d.orderNumber, d.productCode, o.orderDate, o.customerNumber, d.quantityOrdered,
  d.quantityOrdered * d.priceEach AS revenue,
  trim(t.country) AS countryWhenOrdered, coalesce(rt.region, '(none)') AS regionWhenOrdered,
  coalesce(rn.region, '(none)') AS regionNow
FROM orderdetails d
JOIN orders o USING (orderNumber)
ASOF LEFT JOIN customers_versions t
  ON t.customerNumber = o.customerNumber AND o.orderDate >= t.valid_from
LEFT JOIN customers n ON n.customerNumber = o.customerNumber
LEFT JOIN regions rt ON rt.country = trim(t.country)
LEFT JOIN regions rn ON rn.country = trim(n.country)
WHERE o.status <> 'Cancelled'
