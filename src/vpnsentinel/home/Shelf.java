package vpnsentinel.home;

import java.util.Map;

/** Keeps small things by name beyond the process. Thread-safe; whoever keeps something waits for nothing. */
public interface Shelf {
    /** Keeps nothing. */
    Shelf NONE = new Shelf() {
        @Override
        public Map<String, String> all() {
            return Map.of();
        }

        @Override
        public void keep(String name, String content) {
            // nothing is kept
        }
    };

    /** All that is kept, by name; to be asked at the start, as it may wait for a disk. */
    Map<String, String> all();

    /** Keeps the content under the name, soon, in the place of what was kept there. */
    void keep(String name, String content);
}
