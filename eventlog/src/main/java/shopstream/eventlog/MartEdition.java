package shopstream.eventlog;

import java.time.Instant;

/**
 * A mart as one version of its model makes it, in a topic of its own. A changed model is a new edition beside the one
 * that is shown.
 *
 * @param since when it got its role
 * @param keptUntil when a kept edition is deleted; null for the others
 * @param insteadOf fingerprint of the folder's model that this edition is shown instead of, after it was taken back;
 *     null when nothing was taken back
 * @param script what runs its job again; null when that was not kept
 */
public record MartEdition(
        MartDeclaration mart, Role role, Instant since, Instant keptUntil, String insteadOf, MartScript script) {
    /** What an edition is there for. */
    public enum Role {
        /** Read from the log beside the current one; shown as soon as it has caught up with it. */
        BUILDING,
        /** The one to show. */
        CURRENT,
        /** Shown before; its job has stopped, and it can be taken back. */
        KEPT
    }

    public String topic() {
        return mart.topic();
    }

    public String fingerprint() {
        return mart.fingerprint();
    }

    public MartEdition building(Instant now) {
        return new MartEdition(mart, Role.BUILDING, now, null, null, script);
    }

    public MartEdition current(Instant now) {
        return new MartEdition(mart, Role.CURRENT, now, null, null, script);
    }

    public MartEdition kept(Instant now, Instant until) {
        return new MartEdition(mart, Role.KEPT, now, until, null, script);
    }

    /** This edition, shown although the folder's model has another fingerprint; null for none. */
    public MartEdition insteadOf(String fingerprint) {
        return new MartEdition(mart, role, since, keptUntil, fingerprint, script);
    }

    /** This edition with what may change without touching its rows: descriptions, references, how often it commits. */
    public MartEdition declaredAs(MartDeclaration declaration, MartScript text) {
        return new MartEdition(declaration, role, since, keptUntil, insteadOf, text);
    }
}
