package vpnsentinel.log;

import java.util.Map;

/** Which part of the product a logger belongs to, in a word that its users know. */
public final class LogPart {
    private static final String PRODUCT = "vpnsentinel.";
    /** By room; any other room is called by its own name. */
    private static final Map<String, String> ROOMS = Map.of(
            "alert", "telegram",
            "call", "connection",
            "echoserver", "echo",
            "engine", "routes",
            "fleet", "clients",
            "ingest", "clients",
            "launch", "start");

    private static final Map<String, String> OTHERS = Map.of(
            "org.apache.camel", "routes",
            "io.vertx", "listener",
            "io.netty", "listener",
            "org.xbill", "resolver",
            "freemarker", "templates");

    private LogPart() {}

    /** The word for the part whose logger has that name. */
    public static String of(String logger) {
        if (logger.startsWith(PRODUCT)) {
            String room = logger.substring(PRODUCT.length()).split("\\.", 2)[0];
            return ROOMS.getOrDefault(room, room);
        }
        return OTHERS.entrySet().stream()
                .filter(each -> logger.startsWith(each.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> logger.substring(logger.lastIndexOf('.') + 1));
    }
}
