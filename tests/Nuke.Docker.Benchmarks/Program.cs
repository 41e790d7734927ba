using Nuke.Docker.Benchmarks;
using Nuke.Docker.Benchmarks.Scenarios;

if (args is [FirstUse.BuildOnce, var endpoint, var directory, var builder])
{
    await FirstUse.BuildOnceAsync(endpoint, directory, builder);
    return 0;
}

var options = BenchmarkOptions.Parse(args);
var scenarios = Scenario.All.Where(options.Selects).ToList();
if (scenarios.Count == 0)
{
    var names = string.Concat(Scenario.All.Select(scenario => $"\n  {scenario.Name}  {scenario.Title}"));
    await Console.Error.WriteLineAsync(
        $"No scenario's name contains '{string.Join("' or '", options.Filters)}'. There are:{names}");
    return 1;
}

using var interrupted = new CancellationTokenSource();
Console.CancelKeyPress += (_, pressed) =>
{
    pressed.Cancel = true;
    interrupted.Cancel();
};

await using var surroundings = await Surroundings.CreateAsync(options.Engine, interrupted.Token);
var results = new BenchmarkResults(await MachineDescription.ReadAsync(surroundings, interrupted.Token));
foreach (var scenario in scenarios)
{
    results.Add(await PairedRuns.MeasureAsync(scenario, surroundings, options.Runs, interrupted.Token));
    if (options.JsonFile is { } file)
        await results.WriteJsonAsync(file, interrupted.Token);
}
Console.WriteLine();
ResultTable.Write(results, Console.Out);
return 0;
