package vpnsentinel.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import vpnsentinel.network.Address;
import vpnsentinel.network.BoundedText;
import vpnsentinel.network.KillSwitchSighting;
import vpnsentinel.network.LocalSigns;
import vpnsentinel.network.PathSighting;
import vpnsentinel.network.RouteChoice;
import vpnsentinel.network.SilentNameServers;
import vpnsentinel.network.SocketSighting;

/** The JSON of what a client sees of its own network namespace; read as tolerantly as the rest of a keepalive. */
final class LocalFormat {
    private static final List<String> SIGNS = List.of("path", "sockets", "kill_switch", "silent_name_servers");

    private LocalFormat() {}

    static LocalSigns read(JsonNode evidence) {
        if (SIGNS.stream().noneMatch(evidence::has)) {
            return LocalSigns.NONE;
        }
        return new LocalSigns(
                path(evidence.path("path")),
                list(evidence.path("sockets"), LocalFormat::socket),
                killSwitch(evidence.path("kill_switch")),
                silent(evidence.path("silent_name_servers")));
    }

    private static Optional<PathSighting> path(JsonNode path) {
        return path.isObject()
                ? Optional.of(new PathSighting(
                        list(path.path("tunnels"), LocalFormat::word),
                        list(path.path("choices"), LocalFormat::choice),
                        list(path.path("beside_routes"), LocalFormat::word),
                        path.path("only_loopback").asBoolean(),
                        path.path("host").asBoolean(),
                        path.path("stalled").asBoolean(),
                        path.path("container").asBoolean()))
                : Optional.empty();
    }

    private static Optional<String> word(JsonNode item) {
        String text = BoundedText.line(item.asText(), Integer.MAX_VALUE);
        return text.isEmpty() || text.length() > KeepaliveFormat.TEXT ? Optional.empty() : Optional.of(text);
    }

    private static Optional<RouteChoice> choice(JsonNode each) {
        Optional<RouteChoice.Role> role = constant(RouteChoice.Role.class, each.path("role"));
        Optional<Address> target = KeepaliveFormat.address(each, "target");
        return role.isEmpty() || target.isEmpty()
                ? Optional.empty()
                : Optional.of(new RouteChoice(
                        role.get(),
                        target.get(),
                        KeepaliveFormat.text(each, "via"),
                        KeepaliveFormat.address(each, "local")));
    }

    private static Optional<SocketSighting> socket(JsonNode each) {
        Optional<SocketSighting.Kind> kind = constant(SocketSighting.Kind.class, each.path("kind"));
        Optional<Address> local = KeepaliveFormat.address(each, "local");
        return kind.isEmpty() || local.isEmpty()
                ? Optional.empty()
                : Optional.of(new SocketSighting(
                        kind.get(),
                        KeepaliveFormat.text(each, "protocol"),
                        local.get(),
                        KeepaliveFormat.text(each, "via"),
                        KeepaliveFormat.address(each, "remote"),
                        Math.max(0, Math.min(65_535, each.path("port").asInt())),
                        Math.max(1, each.path("count").asInt())));
    }

    private static Optional<KillSwitchSighting> killSwitch(JsonNode each) {
        return constant(KillSwitchSighting.Result.class, each.path("result"))
                .map(result -> new KillSwitchSighting(
                        result,
                        KeepaliveFormat.text(each, "detail"),
                        list(each.path("seen_from"), address -> Address.parse(address.asText()))));
    }

    private static Optional<SilentNameServers> silent(JsonNode each) {
        List<String> names = list(each.path("names"), LocalFormat::word);
        return names.isEmpty()
                ? Optional.empty()
                : Optional.of(new SilentNameServers(names, each.path("all").booleanValue()));
    }

    private static <E extends Enum<E>> Optional<E> constant(Class<E> type, JsonNode word) {
        for (E each : type.getEnumConstants()) {
            if (word(each).equals(word.asText())) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private static String word(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <T> List<T> list(JsonNode items, Function<JsonNode, Optional<T>> read) {
        List<T> found = new ArrayList<>(items.size());
        for (JsonNode item : items) {
            if (found.size() < KeepaliveFormat.ANSWERS) {
                read.apply(item).ifPresent(found::add);
            }
        }
        return found;
    }

    static void write(LocalSigns signs, ObjectNode evidence) {
        signs.path().ifPresent(path -> write(path, evidence.putObject("path")));
        if (!signs.sockets().isEmpty()) {
            ArrayNode sockets = evidence.putArray("sockets");
            signs.sockets().forEach(socket -> write(socket, sockets.addObject()));
        }
        signs.killSwitch().ifPresent(seen -> write(seen, evidence.putObject("kill_switch")));
        signs.silent().ifPresent(silent -> write(silent, evidence.putObject("silent_name_servers")));
    }

    private static void write(KillSwitchSighting seen, ObjectNode at) {
        at.put("result", word(seen.result())).put("detail", seen.detail());
        if (!seen.seenFrom().isEmpty()) {
            ArrayNode seenFrom = at.putArray("seen_from");
            seen.seenFrom().forEach(address -> seenFrom.add(address.toString()));
        }
    }

    private static void write(SilentNameServers silent, ObjectNode at) {
        ArrayNode names = at.putArray("names");
        silent.names().forEach(names::add);
        at.put("all", silent.all());
    }

    private static void write(PathSighting path, ObjectNode at) {
        ArrayNode tunnels = at.putArray("tunnels");
        path.tunnels().forEach(tunnels::add);
        ArrayNode choices = at.putArray("choices");
        for (RouteChoice choice : path.choices()) {
            ObjectNode each = choices.addObject()
                    .put("role", word(choice.role()))
                    .put("target", choice.target().toString())
                    .put("via", choice.via());
            choice.local().ifPresent(local -> each.put("local", local.toString()));
        }
        ArrayNode routes = at.putArray("beside_routes");
        path.besideRoutes().forEach(routes::add);
        at.put("only_loopback", path.onlyLoopback()).put("host", path.host()).put("stalled", path.stalled());
        if (path.container()) {
            at.put("container", true);
        }
    }

    private static void write(SocketSighting socket, ObjectNode at) {
        at.put("kind", word(socket.kind()))
                .put("protocol", socket.protocol())
                .put("local", socket.local().toString())
                .put("via", socket.via())
                .put("port", socket.port())
                .put("count", socket.count());
        socket.remote().ifPresent(remote -> at.put("remote", remote.toString()));
    }
}
