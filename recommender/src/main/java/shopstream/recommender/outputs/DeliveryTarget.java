package shopstream.recommender.outputs;

import java.io.IOException;

/** Where deliveries go. Sending the same again, as after a kill in its middle, leaves it there once. */
public interface DeliveryTarget {
    /** What it is, in words, as {@code the topic shopstream.recommendations}. */
    String words();

    /** Whether all deliveries are kept there; else only the newest matters, and an older one does not go there any more. */
    boolean keepsAll();

    /** Sends all of it; whoever asks for it afterwards has it. @throws IOException when it is not there as a whole */
    void deliver(Delivery delivery) throws IOException, InterruptedException;
}
