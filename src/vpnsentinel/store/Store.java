package vpnsentinel.store;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Where the server keeps what must survive it. Whatever is written is written in the end, in the order in which it was
 * handed in: while the store is in trouble it waits in memory. Thread-safe; nobody but {@link #ask} waits.
 */
public interface Store extends AutoCloseable {
    /**
     * Work within one transaction, which the store begins and commits. It may be done more than once, when the store failed
     * in between, and must lead to the same then.
     */
    @FunctionalInterface
    interface Work<T> {
        T in(Connection transaction) throws SQLException;
    }

    /**
     * Hands work in.
     *
     * @param owner whose work keeps its order: the name of a client
     */
    Written write(String owner, Work<?> work);

    /**
     * Asks now, and waits for the answer.
     *
     * @throws StoreTrouble when the store does not answer
     */
    <T> T ask(Work<T> question);

    /** Whether the store works. */
    StoreState state();

    /** Writes what still waits, as far as the store takes it, and closes it. */
    @Override
    void close();
}
