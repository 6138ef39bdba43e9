package vpnsentinel.dashboard;

/**
 * The page for a page that could not be made.
 *
 * @param title what happened, in a few words
 * @param advice what the reader can do
 */
public record ErrorPage(int status, String title, String advice) {}
