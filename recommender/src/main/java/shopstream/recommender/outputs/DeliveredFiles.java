package shopstream.recommender.outputs;

import java.io.IOException;
import java.nio.file.Path;

/** A file for each delivery, in the folder of its hour; the same delivery has the same name again, and takes its own place. */
public final class DeliveredFiles implements DeliveryTarget {
    private final Store store;

    /** Takes files of which each is there as a whole or not at all. */
    public interface Store {
        /** Where it is, in words. */
        String words();

        /**
         * Puts a file there, in place of one that is called the same.
         *
         * @param name with the folders that it is in, parted by slashes
         */
        void put(String name, Path content) throws IOException;
    }

    public DeliveredFiles(Store store) {
        this.store = store;
    }

    /** How a delivery's file is called, with its folders. */
    static String name(Delivery delivery) {
        return delivery.hour() + "/recommendations-" + delivery.run() + ".jsonl";
    }

    @Override
    public String words() {
        return "files in " + store.words();
    }

    @Override
    public boolean keepsAll() {
        return true;
    }

    @Override
    public void deliver(Delivery delivery) throws IOException {
        store.put(name(delivery), delivery.records());
    }
}
