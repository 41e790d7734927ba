namespace Nuke.Common.Execution;

public class Terminal : Host
{
    public static bool IsRunningTerminal => true;
}
