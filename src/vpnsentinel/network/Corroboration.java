package vpnsentinel.network;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiPredicate;

/**
 * Which sightings of a line confirm each other, and how many independent operators stand behind them. What follows from
 * that is for each to say who asks. Pure; lists are short, so that comparing beats collecting.
 */
public final class Corroboration {
    private Corroboration() {}

    /** The number of different operators. */
    public static int operators(List<ExitSighting> sightings) {
        int count = 0;
        for (int i = 0; i < sightings.size(); i++) {
            count += isFirstOfOperator(sightings, i) ? 1 : 0;
        }
        return count;
    }

    private static boolean isFirstOfOperator(List<ExitSighting> sightings, int index) {
        for (int i = 0; i < index; i++) {
            if (sightings.get(i).operator().equals(sightings.get(index).operator())) {
                return false;
            }
        }
        return true;
    }

    /** Whether two operators or more stand behind them, so that no single one is believed. */
    public static boolean isBySeveral(List<ExitSighting> sightings) {
        return operators(sightings) > 1;
    }

    /** The sightings that saw the same line as the one, itself included. */
    public static List<ExitSighting> agreeing(ExitSighting one, List<ExitSighting> sightings) {
        return agreeing(one, sightings, ExitSighting::agreesWith);
    }

    /** The sightings that agree with the one by another measure, itself included. */
    public static List<ExitSighting> agreeing(
            ExitSighting one, List<ExitSighting> sightings, BiPredicate<ExitSighting, ExitSighting> agree) {
        List<ExitSighting> group = new ArrayList<>(sightings.size());
        for (ExitSighting other : sightings) {
            if (agree.test(one, other)) {
                group.add(other);
            }
        }
        return group;
    }

    /** The sightings that agree with each other, most operators first found; empty when there are no sightings. */
    public static List<ExitSighting> largestGroup(List<ExitSighting> sightings) {
        List<ExitSighting> largest = List.of();
        int most = 0;
        for (ExitSighting one : sightings) {
            List<ExitSighting> group = agreeing(one, sightings);
            if (group.size() == sightings.size()) {
                return sightings; // the steady case
            }
            int operators = operators(group);
            if (operators > most) {
                most = operators;
                largest = group;
            }
        }
        return largest;
    }
}
