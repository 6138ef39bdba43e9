package vpnsentinel.store;

import java.sql.Connection;
import java.sql.SQLException;

/** The database under a {@link LaneStore}. Its lanes call it from their own threads. */
interface Engine extends AutoCloseable {
    /** How many transactions it takes at the same time. */
    int lanes();

    /** Whether a connection is to be given back after each transaction. */
    boolean pools();

    /** A connection without autocommit to a store of this version's schema, which is made or brought there first. */
    Connection open() throws SQLException;

    /** Looks after a connection that nobody uses at the moment; false when it is of no use any more. */
    boolean isWell(Connection idle);

    /** Whether the failure may be the work's own: what is refused for what it is, however well the store works. */
    boolean isByWork(Exception failure);

    /** What is wrong, one clause for people that names the file or the database. */
    String words(Exception failure);

    @Override
    void close();
}
