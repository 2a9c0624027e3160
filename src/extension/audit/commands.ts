import type { CommandsOf } from '../shell/command';
import { audit, exportAudit } from './audit';
import type { auditContributions } from './contributions';

export const auditCommands: CommandsOf<typeof auditContributions> = { audit, exportAudit };
