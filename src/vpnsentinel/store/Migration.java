package vpnsentinel.store;

import javax.sql.DataSource;
import org.flywaydb.core.Flyway;

/** Runs the scripts beside this class that a store has not seen. Apart from {@link Schema}, so that it is loaded only then. */
final class Migration {
    private Migration() {}

    static void run(DataSource source) {
        Flyway.configure(Migration.class.getClassLoader())
                .dataSource(source)
                .locations("classpath:vpnsentinel/store")
                .validateMigrationNaming(true)
                .load()
                .migrate();
    }
}
