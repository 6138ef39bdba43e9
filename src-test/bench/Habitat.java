package bench;

import java.net.URI;
import java.time.Duration;
import java.util.Map;

/** All that a half meets while it runs, on loopback, so that it works as it does in the world and asks nobody in it. */
interface Habitat extends AutoCloseable {
    /** The settings of the half that lives here. */
    Map<String, String> settings();

    /** Where it answers with 200 as soon as it does its work: the server when it listens, the client when it was heard. */
    URI health();

    /** Lets it do everything that it does in a usual day, for so long. */
    void exercise(Duration time);

    @Override
    void close();
}
