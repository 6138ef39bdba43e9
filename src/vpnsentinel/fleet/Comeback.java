package vpnsentinel.fleet;

import java.util.List;

/**
 * Who is back since a restart of the server.
 *
 * @param asBefore how many clients are heard from again, and are as they were
 * @param missing the ids of those that were there before, and are neither heard from nor silent yet
 */
public record Comeback(int asBefore, List<String> missing) {
    public Comeback {
        missing = List.copyOf(missing);
    }
}
