package containers;

import java.util.List;
import java.util.stream.Stream;

/** All rows, in the order in which they are played. */
final class Rows {
    private Rows() {}

    static List<Row> all() {
        return Stream.of(StartRows.all(), ConfinementRows.all(), FileRows.all(), VpnRows.all(), EndRows.all())
                .flatMap(List::stream)
                .toList();
    }
}
