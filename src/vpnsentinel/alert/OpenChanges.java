package vpnsentinel.alert;

import java.util.function.Consumer;
import java.util.function.IntSupplier;
import vpnsentinel.store.OpenTransition;
import vpnsentinel.store.TransitionBook;

/**
 * The changes that are open, for one reader at a time: a route and the one that takes its place keep the order.
 *
 * @param plainly tells of a change without the routes, which fail
 */
record OpenChanges(TransitionBook book, Consumer<OpenTransition> plainly) {
    /** Lets the reader read; says whether it took any. */
    synchronized boolean read(IntSupplier reader) {
        return reader.getAsInt() > 0;
    }
}
