package shopstream.warehouse;

/** Told when numbers changed or became more complete. Called often and by the warehouse's threads: return at once. */
@FunctionalInterface
public interface ChangeListener {
    /** @param version grows with every change of any number; the same when only completeness moved */
    void changed(long version);
}
