package shopstream.app.crashes;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/** The ways in which a run kills, each with how often it comes among others. */
public enum Kind {
    PLATFORM(4) {
        @Override
        Moment moment(int transactions, SplittableRandom random) {
            return new Moment.Traffic(1 + random.nextInt(transactions), random.nextInt(500));
        }
    },
    DATABASE(3) {
        @Override
        Moment moment(int transactions, SplittableRandom random) {
            return PLATFORM.moment(transactions, random);
        }
    },
    BOTH(3) {
        @Override
        Moment moment(int transactions, SplittableRandom random) {
            return PLATFORM.moment(transactions, random);
        }
    },
    TWICE(3) {
        @Override
        Moment moment(int transactions, SplittableRandom random) {
            return new Moment.Twice(1 + random.nextInt(transactions), random.nextInt(200));
        }
    },
    STARTING(2) {
        @Override
        Moment moment(int transactions, SplittableRandom random) {
            return new Moment.Starting(1 + random.nextInt(transactions), 300 + random.nextInt(12_000));
        }
    },
    SNAPSHOT(1) {
        @Override
        Moment moment(int transactions, SplittableRandom random) {
            return new Moment.Snapshot(random.nextInt(800));
        }
    },
    TRUNCATE(1) {
        @Override
        Moment moment(int transactions, SplittableRandom random) {
            return new Moment.Truncate(1 + random.nextInt(transactions), random.nextInt(4_000));
        }
    },
    REBUILD(1) {
        @Override
        Moment moment(int transactions, SplittableRandom random) {
            return new Moment.Rebuild(mart(random), random.nextInt(90));
        }
    },
    SWAP(2) {
        @Override
        Moment moment(int transactions, SplittableRandom random) {
            return new Moment.Swap(mart(random), random.nextInt(60));
        }
    },
    BACKUP(1) {
        @Override
        Moment moment(int transactions, SplittableRandom random) {
            return new Moment.Backup(random.nextInt(1_500));
        }
    },
    DISK(1) {
        @Override
        Moment moment(int transactions, SplittableRandom random) {
            return new Moment.FullDisk(500 + random.nextInt(6_000), random.nextBoolean());
        }
    },
    POWER(3) {
        @Override
        Moment moment(int transactions, SplittableRandom random) {
            PowerCut.Lost[] lost = PowerCut.Lost.values();
            return new Moment.Power(
                    1 + random.nextInt(transactions / 2),
                    4_000 + random.nextInt(8_000),
                    lost[random.nextInt(lost.length)],
                    random.nextInt(100));
        }
    };

    private final int share;

    Kind(int share) {
        this.share = share;
    }

    int share() {
        return share;
    }

    abstract Moment moment(int transactions, SplittableRandom random);

    /** As it is written on the command line. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static List<String> words() {
        return Arrays.stream(values()).map(Kind::word).toList();
    }

    private static String mart(SplittableRandom random) {
        return random.nextBoolean() ? "sales_lines" : "products";
    }
}
