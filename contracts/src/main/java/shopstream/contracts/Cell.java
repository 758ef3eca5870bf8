package shopstream.contracts;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;

/**
 * Writes one value of a column as JSON, exactly or not at all: what does not fit its type without being changed is
 * refused, never rounded or cut.
 */
interface Cell {
    /** Writes the value and answers null, or answers the rule that the value breaks; what is written then is void. */
    String write(Object value, JsonBuffer json);

    String TYPE = "type";

    /** @param days in whose zone a day without a time begins, where a moment is wanted */
    static Cell of(ColumnType type, ZoneId zone, ZoneId days) {
        if (type instanceof ColumnType.Text text) {
            return text(text.maxLength());
        } else if (type instanceof ColumnType.Whole whole) {
            return whole(whole.bits());
        } else if (type instanceof ColumnType.Decimal decimal) {
            return decimal(decimal.precision(), decimal.scale());
        } else if (type instanceof ColumnType.Day) {
            return Cell::day;
        } else if (type instanceof ColumnType.Moment moment) {
            return moment(moment.fraction(), zone, days);
        }
        return Cell::flag;
    }

    private static Cell text(int maxLength) {
        return (value, json) -> {
            if (!(value instanceof CharSequence text)) {
                return TYPE;
            }
            // Counting code points is only needed when there are more chars than the column is wide.
            if (text.length() > maxLength && Character.codePointCount(text, 0, text.length()) > maxLength) {
                return "maxLength";
            }
            return json.text(text) ? null : TYPE;
        };
    }

    private static Cell whole(int bits) {
        long max = bits == 64 ? Long.MAX_VALUE : (1L << (bits - 1)) - 1;
        return (value, json) -> {
            long number;
            if (value instanceof Integer || value instanceof Long || value instanceof Short || value instanceof Byte) {
                number = ((Number) value).longValue();
            } else {
                Optional<BigDecimal> exact = exact(value);
                if (exact.isEmpty()) {
                    return TYPE;
                }
                try {
                    number = exact.get().longValueExact();
                } catch (ArithmeticException tooWide) {
                    return TYPE;
                }
            }
            if (number > max || number < -max - 1) {
                return TYPE;
            }
            json.number(number);
            return null;
        };
    }

    private static Cell decimal(int precision, int scale) {
        return (value, json) -> {
            BigDecimal number =
                    value instanceof BigDecimal exact ? exact : exact(value).orElse(null);
            if (number == null) {
                return TYPE;
            }
            // Asked before any arithmetic: 1E+1000000000 would be written out in full.
            if (number.signum() != 0 && (long) number.precision() - number.scale() > precision - scale) {
                return TYPE;
            }
            if (number.scale() != scale) {
                number = number.scale() > scale ? number.stripTrailingZeros() : number;
                if (number.scale() > scale) {
                    return TYPE;
                }
                number = number.setScale(scale);
            }
            json.raw('"');
            json.plain(number.toPlainString());
            json.raw('"');
            return null;
        };
    }

    /** The value as an exact number, or nothing when it is none (text, not finite, true). */
    static Optional<BigDecimal> exact(Object value) {
        if (value instanceof BigDecimal number) {
            return Optional.of(number);
        } else if (value instanceof Integer
                || value instanceof Long
                || value instanceof Short
                || value instanceof Byte) {
            return Optional.of(BigDecimal.valueOf(((Number) value).longValue()));
        } else if (value instanceof BigInteger number) {
            return Optional.of(new BigDecimal(number));
        } else if (value instanceof Double || value instanceof Float) {
            double number = ((Number) value).doubleValue();
            // A float's own shortest text, not that of the double it widens to: 0.1f is 0.1.
            return Double.isFinite(number) ? Optional.of(new BigDecimal(value.toString())) : Optional.empty();
        }
        return Optional.empty();
    }

    private static String day(Object value, JsonBuffer json) {
        LocalDate day;
        if (value instanceof LocalDate date) {
            day = date;
        } else if (value instanceof LocalDateTime time
                && time.toLocalDate().atStartOfDay().equals(time)) {
            day = time.toLocalDate();
        } else {
            return TYPE;
        }
        if (day.getYear() < 0 || day.getYear() > 9999) {
            return TYPE;
        }
        json.raw('"');
        date(day, json);
        json.raw('"');
        return null;
    }

    private static Cell moment(int fraction, ZoneId zone, ZoneId days) {
        int unit = (int) Math.pow(10, 9 - fraction);
        return (value, json) -> {
            LocalDateTime utc = utc(value, zone, days);
            if (utc == null || utc.getYear() < 0 || utc.getYear() > 9999 || utc.getNano() % unit != 0) {
                return TYPE;
            }
            json.raw('"');
            date(utc.toLocalDate(), json);
            json.raw('T');
            json.padded(utc.getHour(), 2);
            json.raw(':');
            json.padded(utc.getMinute(), 2);
            json.raw(':');
            json.padded(utc.getSecond(), 2);
            int nano = utc.getNano();
            if (nano != 0) {
                json.raw('.');
                if (nano % 1_000_000 == 0) {
                    json.padded(nano / 1_000_000, 3);
                } else {
                    json.padded(nano / 1_000, 6);
                }
            }
            json.raw('Z');
            json.raw('"');
            return null;
        };
    }

    /** A zone-less time is in the given zone; twice told in autumn it means the earlier instant. */
    private static LocalDateTime utc(Object value, ZoneId zone, ZoneId days) {
        try {
            if (value instanceof LocalDateTime local) {
                return zone == ZoneOffset.UTC
                        ? local
                        : local.atZone(zone).withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime();
            } else if (value instanceof Instant instant) {
                return LocalDateTime.ofInstant(instant, ZoneOffset.UTC);
            } else if (value instanceof OffsetDateTime time) {
                return time.withOffsetSameInstant(ZoneOffset.UTC).toLocalDateTime();
            } else if (value instanceof ZonedDateTime time) {
                return time.withZoneSameInstant(ZoneOffset.UTC).toLocalDateTime();
            } else if (value instanceof LocalDate date) {
                return date.atStartOfDay(days)
                        .withZoneSameInstant(ZoneOffset.UTC)
                        .toLocalDateTime();
            }
        } catch (DateTimeException beyondTheCalendar) {
            return null;
        }
        return null;
    }

    private static void date(LocalDate day, JsonBuffer json) {
        json.padded(day.getYear(), 4);
        json.raw('-');
        json.padded(day.getMonthValue(), 2);
        json.raw('-');
        json.padded(day.getDayOfMonth(), 2);
    }

    private static String flag(Object value, JsonBuffer json) {
        if (value instanceof Boolean flag) {
            json.plain(flag.toString());
            return null;
        }
        // MariaDB's BOOLEAN is a TINYINT(1).
        if (value instanceof Number number && exact(number).isPresent()) {
            BigDecimal exact = exact(number).get();
            if (exact.signum() == 0 || exact.compareTo(BigDecimal.ONE) == 0) {
                json.plain(exact.signum() == 0 ? "false" : "true");
                return null;
            }
        }
        return TYPE;
    }
}
