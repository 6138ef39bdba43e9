package lab.row;

import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;
import lab.net.Pause;

/**
 * Something that is done to the network, or to the product, and taken back. Faults combine freely.
 *
 * @param name what it is called when it fails
 */
record Fault(String name, Consumer<Stage> on, Consumer<Stage> off) {

    /** One of the network, in the words of {@code functions.sh}. */
    static Fault network(String name, String on, String off) {
        return new Fault(
                name, stage -> stage.world().run(on), stage -> stage.world().run(off));
    }

    /** One of the services, in the words of their program. */
    static Fault services(String on, String off) {
        return new Fault(on, stage -> stage.core(on), stage -> stage.core(off));
    }

    /** Something that is done once and has nothing to take back. */
    static Fault act(String name, Consumer<Stage> what) {
        return new Fault(name, what, stage -> {});
    }

    /** Time that passes. */
    static Fault pause(Duration time) {
        return act("pause", stage -> Pause.of(time));
    }

    /** All of them, in order; taken back in reverse. */
    static Fault all(Fault... faults) {
        List<Fault> list = List.of(faults);
        return new Fault(
                String.join(" + ", list.stream().map(Fault::name).toList()),
                stage -> list.forEach(fault -> fault.on().accept(stage)),
                stage -> {
                    for (int i = list.size() - 1; i >= 0; i--) {
                        list.get(i).off().accept(stage);
                    }
                });
    }
}
