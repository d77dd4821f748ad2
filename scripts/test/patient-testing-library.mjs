import { configure } from '@testing-library/dom';

configure({ asyncUtilTimeout: 30_000 }); // for slow machines; its own is one second
