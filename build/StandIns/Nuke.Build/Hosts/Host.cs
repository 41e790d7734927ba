using System.Globalization;
using Nuke.Common.Execution;
using Nuke.Common.Utilities;
using Nuke.Common.Utilities.Collections;
using Serilog;

namespace Nuke.Common;

[System.ComponentModel.TypeConverter(typeof(HostConverter))]
public partial class Host
{
    protected Host() => Instance = this;

    internal static Host Instance { get; private set; }

    internal virtual Theme Theme => Theme.Default;

    protected internal void WriteLogo()
    {
        Debug();
        Debug("N U K E");
        Debug();
    }

    protected internal virtual IDisposable WriteBlock(string text)
    {
        Debug();
        Debug("╬" + '═'.Repeat(text.Length + 5));
        text.SplitLineBreaks().ForEach(x => Debug($"║ {Theme.Paint(x, Theme.Information)}"));
        Debug("╬" + '═'.Repeat(Math.Max(text.Length - 4, 2)));
        Debug();
        return DelegateDisposable.CreateBracket();
    }

    protected internal virtual void ReportWarning(string text, string details = null)
    {
    }

    protected internal virtual void ReportError(string text, string details = null)
    {
    }

    /// <summary>Whether a message is meant for the host alone and goes to no log.</summary>
    protected internal virtual bool FilterMessage(string message) => false;

    protected internal virtual void WriteErrorsAndWarnings()
    {
        var events = Logging.InMemorySink.Instance.LogEvents.Where(x => x.MessageTemplate.Text.Length > 0).ToList();
        if (events.Count == 0)
            return;

        using (WriteBlock("Errors & Warnings"))
        {
            Log.Logger = new LoggerConfiguration()
                .WriteTo.Sink(new ConsoleSink(Logging.ErrorsAndWarningsTemplate, Theme))
                .CreateLogger();
            events.ForEach(Log.Write);
        }
    }

    protected internal virtual void WriteBuildOutcome(INukeBuild build)
    {
        var now = DateTime.Now.ToString(CultureInfo.CurrentCulture);
        Debug();
        if (build.IsSucceeding)
            Success($"Build succeeded on {now}. ＼（＾ᴗ＾）／");
        else
            Error($"Build failed on {now}. (╯°□°）╯︵ ┻━┻");
    }
}
