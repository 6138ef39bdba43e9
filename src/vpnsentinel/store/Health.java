package vpnsentinel.store;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Whether the store works, by what its lanes met last; says once what changes. Thread-safe. */
final class Health {
    private static final Logger LOG = LoggerFactory.getLogger(Store.class);

    private volatile String trouble = "";

    boolean isTroubled() {
        return !trouble.isEmpty();
    }

    String trouble() {
        return trouble;
    }

    void works() {
        if (isTroubled()) {
            settle();
        }
    }

    private synchronized void settle() {
        if (isTroubled()) {
            trouble = "";
            LOG.info("the store works again");
        }
    }

    synchronized void fails(String why) {
        if (!trouble.equals(why)) {
            trouble = why;
            LOG.error("the store does not work, what changes is kept in memory: {}", why);
        }
    }
}
