package vpnsentinel.store;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import java.sql.Connection;
import java.sql.SQLException;

/** A PostgreSQL database, reached by a few connections that are kept open. */
final class PostgresEngine implements Engine {
    private static final int CONNECTIONS = 4;
    private static final int SPARE = 2;

    private final DatabaseAddress address;
    private final HikariDataSource pool;
    private boolean prepared;

    PostgresEngine(DatabaseAddress address) {
        this.address = address;
        HikariConfig config = new HikariConfig();
        config.setJdbcUrl(address.url());
        address.user().ifPresent(config::setUsername);
        address.password().ifPresent(config::setPassword);
        config.setMaximumPoolSize(CONNECTIONS + SPARE); // a migration takes two at once
        config.setMinimumIdle(1);
        config.setAutoCommit(true); // of the migration; a lane turns it off
        config.setConnectionTimeout(4_000);
        config.setValidationTimeout(2_000);
        config.setInitializationFailTimeout(-1); // a database that is away comes back
        config.setPoolName("store");
        this.pool = new HikariDataSource(config);
    }

    @Override
    public int lanes() {
        return CONNECTIONS;
    }

    @Override
    public boolean pools() {
        return true;
    }

    @Override
    public Connection open() throws SQLException {
        prepare();
        Connection connection = pool.getConnection();
        connection.setAutoCommit(false);
        return connection;
    }

    private synchronized void prepare() throws SQLException {
        if (!prepared) {
            Schema.prepare(pool, version -> "a dump of before (pg_dump), if you made one");
            prepared = true;
        }
    }

    @Override
    public boolean isWell(Connection idle) {
        return true; // the pool sees to it
    }

    /** Data that are refused, constraints, and statements that are wrong: classes 22, 23, and 42 of SQL's states. */
    @Override
    public boolean isByWork(Exception failure) {
        if (failure instanceof SQLException known) {
            String state = String.valueOf(known.getSQLState());
            return state.startsWith("22") || state.startsWith("23") || state.startsWith("42");
        }
        return failure instanceof RuntimeException && !(failure instanceof Schema.NewerStore);
    }

    @Override
    public String words(Exception failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && !(cause instanceof Schema.NewerStore)) {
            cause = cause.getCause();
        }
        if (cause instanceof HikariPool.PoolInitializationException || cause.getMessage() == null) {
            return address.shown() + ": does not answer";
        }
        return address.shown() + ": " + cause.getMessage().strip().replaceAll("\\s*\\R\\s*", "; ");
    }

    @Override
    public void close() {
        pool.close();
    }
}
