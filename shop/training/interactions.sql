-- What customers did with products. A rating that was there when the lake began has no time: nobody knows when it was given.
SELECT
  o.customerNumber AS customer, d.productCode AS product, 'bought' AS kind, 1.0 AS weight, o.orderDate AS time
FROM orderdetails d
JOIN orders o USING (orderNumber)
WHERE o.status <> 'Cancelled'
UNION ALL
SELECT
  customerNumber, productCode, 'rated', productRating / 5.0,
  CASE WHEN isfinite(valid_from) THEN valid_from END
FROM ratings_versions
WHERE valid_to IS NULL
