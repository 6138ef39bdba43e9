package vpnsentinel.home;

/** Gives the home line that a client is compared with. */
@FunctionalInterface
public interface HomeLines {
    /** The line of the site, as known now; of no site, the server's own. */
    HomeLine of(String site);
}
