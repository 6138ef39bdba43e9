package vpnsentinel.client;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import vpnsentinel.network.Address;
import vpnsentinel.network.HostName;
import vpnsentinel.settings.Settings;
import vpnsentinel.settings.TextFile;
import vpnsentinel.wire.ClientIds;

/**
 * Who this client is.
 *
 * @param id its name for the server, always one that the server accepts
 * @param boot a random word of this start; two at the same time are two clients
 * @param site the site where it is, empty for the server's own
 * @param companion whether it stands outside the VPN to show that site's line
 * @param followsName whether it calls the server by a name
 */
public record ClientIdentity(String id, String boot, String site, boolean companion, boolean followsName) {
    private enum Role {
        CLIENT,
        BASELINE
    }

    private static final Logger LOG = LoggerFactory.getLogger(ClientIdentity.class);
    private static final SecureRandom RANDOM = new SecureRandom();
    private static final String FILE = "client-id";

    /** A client at the server's own site. */
    public ClientIdentity(String id, String boot) {
        this(id, boot, "", false, false);
    }

    /** The identity that the settings give, or one that is made once and kept in the data folder. */
    public static ClientIdentity of(Settings settings) {
        String given = settings.text("client.id");
        String id = ClientIds.acceptable(given);
        String used = id.isEmpty() ? kept(settings.path("data.folder")) : id;
        sayChange("client id", given, used);
        String site = settings.text("client.site");
        sayChange("site", site, ClientIds.acceptable(site));
        return new ClientIdentity(
                used,
                hex(8),
                ClientIds.acceptable(site),
                settings.choice("client.role", Role.class) == Role.BASELINE,
                isNamed(HostName.of(settings.url("client.server-url"))));
    }

    private static boolean isNamed(String host) {
        return Address.parse(host).isEmpty();
    }

    /** Another name can become the same, and then the two are one to the server. */
    private static void sayChange(String what, String given, String used) {
        if (!given.isEmpty() && !used.equals(given)) {
            LOG.warn(
                    "{} changed to one that servers accept given=\"{}\" used=\"{}\" hint=\"letters, digits, dots,"
                            + " underscores, and hyphens stay as they are; give no other client a name that becomes the"
                            + " same\"",
                    what,
                    printable(given),
                    used);
        }
    }

    private static String printable(String given) {
        return given.replaceAll("\\p{Cntrl}", "?");
    }

    private static String kept(Path folder) {
        Path file = folder.resolve(FILE);
        return read(file).orElseGet(() -> {
            String made = "vpn-monitor-" + String.format("%012d", RANDOM.nextLong(1_000_000_000_000L));
            keep(made, folder, file);
            return made;
        });
    }

    private static Optional<String> read(Path file) {
        try {
            String id = TextFile.read(file).strip();
            if (ClientIds.isValid(id)) {
                return Optional.of(id);
            }
            LOG.warn("kept client id is unusable and replaced file={}", file);
        } catch (IOException absent) {
            LOG.debug("no client id is kept yet file={}", file);
        }
        return Optional.empty();
    }

    private static void keep(String id, Path folder, Path file) {
        try {
            Files.createDirectories(folder);
            Files.writeString(file, id + System.lineSeparator());
            LOG.info("client id made and kept id={} file={}", id, file);
        } catch (IOException e) {
            LOG.warn(
                    "client id cannot be kept and will change at the next start id={} folder={} cause=\"{}\""
                            + " hint=\"set VPN_SENTINEL_CLIENT_ID, or VPN_SENTINEL_DATA_DIR to a writable folder\"",
                    id,
                    folder.toAbsolutePath(),
                    e.toString());
        }
    }

    private static String hex(int bytes) {
        byte[] random = new byte[bytes];
        RANDOM.nextBytes(random);
        return HexFormat.of().formatHex(random);
    }
}
