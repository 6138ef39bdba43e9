package vpnsentinel.lookup;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** Whose turn it is. Thread-safe. */
final class Rotation {
    private final String preferred;
    private final Cooldown cooldown;
    private final AtomicInteger turn = new AtomicInteger();

    Rotation(String preferred, Cooldown cooldown) {
        this.preferred = preferred;
        this.cooldown = cooldown;
    }

    /** All providers in the order of this turn: the preferred one first, those that are left alone last. */
    List<EchoProvider> next(List<EchoProvider> providers) {
        List<EchoProvider> order = new ArrayList<>(providers);
        if (order.size() > 1) {
            List<EchoProvider> rotating =
                    order.stream().filter(p -> !isPreferred(p)).toList();
            order.removeAll(rotating);
            List<EchoProvider> turned = new ArrayList<>(rotating);
            Collections.rotate(turned, -Math.floorMod(turn.getAndIncrement(), Math.max(1, turned.size())));
            order.addAll(turned);
            order.sort(Comparator.comparing(p -> cooldown.isResting(p.name()))); // stable
        }
        return order;
    }

    /** The first ones of the order that have different operators, or just the first ones where there are no such. */
    static List<EchoProvider> quiet(List<EchoProvider> order, int most) {
        if (order.size() <= most) {
            return order;
        }
        EchoProvider first = order.get(0);
        if (most == 1) {
            return List.of(first);
        }
        EchoProvider second = order.stream()
                .filter(p -> !p.operator().equals(first.operator()))
                .findFirst()
                .orElse(order.get(1));
        return List.of(first, second);
    }

    private boolean isPreferred(EchoProvider provider) {
        return provider.name().equals(preferred);
    }
}
