using System.Globalization;
using Nuke.Docker.Benchmarks.Scenarios;

namespace Nuke.Docker.Benchmarks;

/// <summary>The command line: <c>[filter...] [--runs 5] [--json file] [--engine sid+containerd]</c>.</summary>
/// <param name="Filters">Parts of scenarios' names; empty means all scenarios.</param>
/// <param name="Runs">Pairs of runs that count, after the one that warms up.</param>
/// <param name="Engine">Which engine runs.</param>
/// <param name="JsonFile">Takes every single run, or <see langword="null"/>.</param>
sealed record BenchmarkOptions(IReadOnlyList<string> Filters, int Runs, BenchmarkEngine Engine, string? JsonFile)
{
    const int DefaultRuns = 5;

    /// <exception cref="ArgumentException">An option is unknown or lacks its value.</exception>
    public static BenchmarkOptions Parse(IReadOnlyList<string> arguments)
    {
        var filters = new List<string>();
        var (runs, engine, json) = (DefaultRuns, BenchmarkEngine.Installed, default(string));
        for (var index = 0; index < arguments.Count; index++)
        {
            switch (arguments[index])
            {
                case "--runs"
                    when int.TryParse(Value(), NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                        && number > 0:
                    runs = number;
                    break;
                case "--json":
                    json = Path.GetFullPath(Value());
                    break;
                case "--engine":
                    engine = BenchmarkEngine.Parse(Value());
                    break;
                case var option when option.StartsWith('-'):
                    throw new ArgumentException(
                        $"'{option}' is not understood. Usage: [filter...] [--runs {DefaultRuns}] [--json file] "
                        + "[--engine [suite][+containerd]]");
                case var filter:
                    filters.Add(filter);
                    break;
            }

            string Value() => ++index < arguments.Count
                ? arguments[index]
                : throw new ArgumentException($"'{arguments[index - 1]}' needs a value.");
        }
        return new BenchmarkOptions(filters, runs, engine, json);
    }

    public bool Selects(Scenario scenario) =>
        Filters.Count == 0 || Filters.Any(filter => scenario.Name.Contains(filter, StringComparison.OrdinalIgnoreCase));
}
