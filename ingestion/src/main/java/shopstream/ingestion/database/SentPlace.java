package shopstream.ingestion.database;

import java.lang.management.ManagementFactory;
import java.util.Locale;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.ObjectName;

/**
 * Up to where the server has sent its binary log and Debezium has taken it in, told by Debezium's own metrics. The offsets
 * of its records do not tell: they stand still behind whatever is not a transaction on a followed table. The server's
 * heartbeats move this place too, so it reaches the head of a log in which nothing is for us.
 */
final class SentPlace implements Delivery {
    private static final MBeanServer BEANS = ManagementFactory.getPlatformMBeanServer();

    private final ObjectName bean;
    private final PlacesOnTheWay onTheWay = new PlacesOnTheWay();
    private String file = "";
    private LogPlace newest = LogPlace.NOWHERE;

    /** @param run of Debezium, see {@link ConnectorSettings} */
    SentPlace(DatabaseSource source, long run) {
        try {
            bean = new ObjectName("debezium." + source.kind().name().toLowerCase(Locale.ROOT)
                    + ":type=connector-metrics,context=streaming,server=" + source.name() + ",run=" + run);
        } catch (JMException unfit) {
            throw new IllegalArgumentException("'" + source.name() + "' cannot be the name of a source.", unfit);
        }
    }

    /** Offsets move with every transaction of ours, the place sent behind everything else too, a little later. */
    @Override
    public LogPlace reachedBy(ChangeReader reader) {
        long now = System.currentTimeMillis();
        ask(now);
        LogPlace behindAll = onTheWay.delivered(reader.heartbeatMillis(), now);
        LogPlace behindOurs = reader.delivered();
        return behindAll.compareTo(behindOurs) > 0 ? behindAll : behindOurs;
    }

    private void ask(long nowMillis) {
        try {
            String now = (String) BEANS.getAttribute(bean, "BinlogFilename");
            long offset = (Long) BEANS.getAttribute(bean, "BinlogPosition");
            // File and offset change one after the other: only a file that was there last time goes with the offset.
            boolean certain = file.equals(now);
            file = now == null ? "" : now;
            if (certain && !file.isEmpty() && LogPlace.of(file, offset).compareTo(newest) > 0) {
                newest = LogPlace.of(file, offset);
                onTheWay.asked(newest, nowMillis);
            }
        } catch (JMException notConnected) {
            file = "";
        }
    }
}
