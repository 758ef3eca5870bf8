package shopstream.warehouse.dashboards;

import java.math.BigDecimal;
import java.time.LocalDate;

/** What one unit of a currency is worth in the dashboard's currency, from a day on until the currency's next rate. */
public record Rate(String currency, LocalDate day, BigDecimal worth) {}
