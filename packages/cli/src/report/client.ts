// The script inside every report: it makes the components of @kcolors/ui known to the page.
import { defineElements } from '@kcolors/ui';
import './report.css';

defineElements();
