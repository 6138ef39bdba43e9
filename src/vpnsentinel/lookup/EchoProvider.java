package vpnsentinel.lookup;

import com.fasterxml.jackson.core.JsonPointer;
import java.util.Map;
import java.util.Optional;

/**
 * A service that tells a caller the address it is seen from, and maybe where other addresses are.
 *
 * @param name how people call it: {@code ipinfo.io}
 * @param operator who runs it; two of one operator do not confirm each other
 * @param way by which family it is reached, and how it answers
 * @param fields where each field stands in its answer; the address is required
 * @param ownPath path, with query, that answers about the caller
 * @param addressPath path that answers about another address, which replaces <code>{address}</code>; empty when it cannot
 * @param call how to fetch its answer
 */
public record EchoProvider(
        String name,
        String operator,
        EchoWay way,
        Map<EchoField, JsonPointer> fields,
        String ownPath,
        Optional<String> addressPath,
        EchoCall call) {
    private static final String ADDRESS = "{address}";

    public EchoProvider {
        fields = Map.copyOf(fields);
        if (!fields.containsKey(EchoField.ADDRESS)) {
            throw new IllegalArgumentException("echo provider '" + name + "' has no pointer 'address'");
        }
        if (addressPath.isPresent() && !addressPath.get().contains(ADDRESS)) {
            throw new IllegalArgumentException(
                    "echo provider '" + name + "' has addressPath '" + addressPath.get() + "' without " + ADDRESS);
        }
    }

    /** A provider of JSON that is reached by IPv4. */
    public EchoProvider(
            String name,
            String operator,
            Map<EchoField, JsonPointer> fields,
            String ownPath,
            Optional<String> addressPath,
            EchoCall call) {
        this(name, operator, EchoWay.USUAL, fields, ownPath, addressPath, call);
    }

    /** The path that answers about the address. */
    Optional<String> pathOf(vpnsentinel.network.Address address) {
        return addressPath.map(path -> path.replace(ADDRESS, address.toString()));
    }
}
